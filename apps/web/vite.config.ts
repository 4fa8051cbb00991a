import { compressed, routeContracts } from '@candor/ui/build'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the server listens while the app is served by Vite during development. */
const server = process.env['CANDOR_SERVER'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [
    routeContracts(),
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: './src/app/routes',
      generatedRouteTree: './src/app/route-tree.gen.ts',
      quoteStyle: 'single',
      semicolons: false,
    }),
    react(),
    compressed(),
  ],
  build: { target: 'es2023', outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 700 },
  server: {
    port: 4200,
    strictPort: true,
    proxy: { '/api': server, '/rpc': server, '/health': server },
  },
})
