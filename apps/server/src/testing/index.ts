export { eventually } from './eventually.ts'
export { testDatabase, type TestDatabase } from './test-database.ts'
export { testServer, type SignedIn, type TestServer, type TestServerOptions } from './test-server.ts'
