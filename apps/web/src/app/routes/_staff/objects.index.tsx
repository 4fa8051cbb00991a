import { createFileRoute } from '@tanstack/react-router'
import { ObjectsPage } from '../../../features/objects/objects-page.tsx'
import { shellTexts } from '../../shell/shell-texts.ts'

const ObjectsRoute = () => <ObjectsPage title={shellTexts.useTexts()('nav.objects')} />

export const Route = createFileRoute('/_staff/objects/')({ component: ObjectsRoute })
