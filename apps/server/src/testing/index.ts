export { testServer, type SignedIn, type TestServer, type TestServerOptions } from './test-server.ts'
