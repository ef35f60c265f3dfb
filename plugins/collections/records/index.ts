import type { RecordType } from '#core/records/index'
import { bodies, bodyActions, demandDebts, demands } from './bodies.ts'
import { campaigns, members } from './campaigns.ts'
import { cases } from './cases.ts'
import { contacts } from './contacts.ts'
import { people } from './people.ts'
import { policies } from './policies.ts'
import { portfolios } from './portfolios.ts'
import { promiseDebts, promises } from './promises.ts'
import { suitDebts, suits } from './suits.ts'

export default [
  cases,
  contacts,
  promises,
  promiseDebts,
  campaigns,
  members,
  portfolios,
  suits,
  suitDebts,
  bodies,
  bodyActions,
  demands,
  demandDebts,
  people,
  policies,
] as readonly RecordType[]
