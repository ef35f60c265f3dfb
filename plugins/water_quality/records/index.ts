import { bulletins } from './bulletins.ts'
import { results } from './results.ts'
import { supplied, systems } from './systems.ts'

export default [systems, supplied, bulletins, results]
