import type { RecordType } from '#core/records/index'
import { campaigns, members } from './campaigns.ts'
import { cases } from './cases.ts'
import { contacts } from './contacts.ts'
import { people } from './people.ts'
import { portfolios } from './portfolios.ts'
import { promiseDebts, promises } from './promises.ts'

export default [
  cases,
  contacts,
  promises,
  promiseDebts,
  campaigns,
  members,
  portfolios,
  people,
] as readonly RecordType[]
