export { ENGINE_FAULTS } from './engine-faults'
export { LAB_FAULTS } from './lab-faults'
export { record } from './recording'
export { replay } from './replay'
