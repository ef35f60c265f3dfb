import type { LookupType } from '#core/records/index'
import { connections } from './connections.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { works } from './works.ts'

export default [...people, ...works, ...connections, ...places] as readonly LookupType[]
