import { it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { writeDesign } from '@/lib/design/write'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { formatDesignError } from '@/lib/design/error'
import { compile } from '@/lib/compile/compile'
import { disguise } from './disguise'
it('x',()=>{
  for (const {file,text} of EXAMPLES) {
    const t0=performance.now(); const p=parseDesign(text,{source:'lib/examples/'+file,mechanisms:MECHANISMS,load:exampleText}); const ms=performance.now()-t0
    if(!p.ok) { console.log(file, p.error.map(formatDesignError).join('\n')); continue }
    for (const seed of [1,2,3,4]) {
    const {design,translate,level}=disguise(p.value,{seed,mechanisms:MECHANISMS,order:'kept'})
    const q=parseDesign(writeDesign(design),{source:'d.yaml',mechanisms:MECHANISMS})
    if (file==='cassandra-aws-gcp.design.yaml' && seed===99) console.log()
    if (!q.ok) { console.log('DISGUISED',file,q.error.map(formatDesignError).join('\n')); continue }
    try {
    const a=compile(p.value,MECHANISMS), b=compile(design,MECHANISMS)
    const sa=translate(JSON.stringify([...Object.values(a.problems)])), sb=level(JSON.stringify([...Object.values(b.problems)]))
    const key=(d:unknown)=>JSON.stringify(d,(k,v)=>v instanceof Map?[...v].map(([k,x])=>[k,x]).sort():v&&typeof v==='object'&&!Array.isArray(v)?Object.fromEntries(Object.entries(v).sort()):typeof v==='bigint'?String(v):v)
    const na=translate(key(a.network)), nb=level(key(b.network))
    const flat=(s:string)=>[...s].sort().join('')
    console.log(file,seed,Math.round(ms),'problems',sa===sb,'net',na.length===nb.length, flat(na)===flat(nb), na===nb)
    if (flat(na)!==flat(nb)) { let i=0; const A=[...new Set(na.split(/[\[\]{},]/))].sort(), B=new Set(nb.split(/[\[\]{},]/)); const AA=new Set(A); console.log('only a', A.filter(x=>!B.has(x)).slice(0,10), 'only b',[...B].filter(x=>!AA.has(x)).slice(0,10)) }
    } catch(e) { console.log(file,'compile',String((e as Error).stack).slice(0,600)) }
    }
  }
})
