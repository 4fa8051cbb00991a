import { createQueryClient } from '@candor/ui'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PortalProviders } from './app/portal-providers.tsx'
import { createPortalRouter } from './app/router.tsx'
import '@candor/ui/global.css'
import './app/portal.css'

const queryClient = createQueryClient()
const router = createPortalRouter(queryClient)
const root = document.querySelector('#root')
if (!root) throw new Error('The page has no place for the app.')

createRoot(root).render(
  <StrictMode>
    <PortalProviders queryClient={queryClient}>
      <RouterProvider router={router} />
    </PortalProviders>
  </StrictMode>,
)
