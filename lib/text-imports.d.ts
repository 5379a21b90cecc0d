/** Text assets: `import text from './x.yaml' with { type: 'text' }`. */
declare module '*.yaml' {
  const text: string
  export default text
}
declare module '*.md' {
  const text: string
  export default text
}
declare module '*.txt' {
  const text: string
  export default text
}
declare module '*.py' {
  const text: string
  export default text
}
