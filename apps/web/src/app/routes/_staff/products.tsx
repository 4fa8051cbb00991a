import { createFileRoute } from '@tanstack/react-router'
import { ProductsPage } from '../../../features/sales/products-page.tsx'

export const Route = createFileRoute('/_staff/products')({ component: ProductsPage })
