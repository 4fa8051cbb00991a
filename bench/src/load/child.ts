import { generate } from './generate.ts'
import type { Load } from './request.ts'

process.once('message', (load: Load) => {
  void generate(load).then((result) => process.send?.(result, () => process.disconnect()))
})
