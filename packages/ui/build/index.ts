export { compressed } from './compressed.ts'
export { routeContracts } from './route-contracts.ts'
