import { compressed, routeContracts } from '@candor/ui/build'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env['CANDOR_SERVER'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  base: '/portal/',
  plugins: [routeContracts(), react(), compressed()],
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': server, '/rpc': server, '/mailbox': server } },
})
