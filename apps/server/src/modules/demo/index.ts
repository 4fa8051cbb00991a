export { coalition, teaHouse, type DemoCompany } from './company.ts'
export { openFile, readCustomers, readFamilies } from './files.ts'
export { personOf } from './person.ts'
export { enteredAgain } from './twice.ts'
