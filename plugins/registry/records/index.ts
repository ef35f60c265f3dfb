import type { RecordType } from '#core/records/index'
import { billingGroups } from './billing_groups.ts'
import { connections } from './connections.ts'
import { customerContacts } from './customer_contacts.ts'
import { customers } from './customers.ts'
import { holdings } from './holdings.ts'
import { legacyKeys } from './legacy_keys.ts'
import { localities } from './localities.ts'
import { premiseEconomies } from './premise_economies.ts'
import { employees, materials, vehicles } from './staff_and_stock.ts'
import { premises } from './premises.ts'

export default [
  customers,
  customerContacts,
  legacyKeys,
  premises,
  connections,
  premiseEconomies,
  holdings,
  localities,
  billingGroups,
  employees,
  vehicles,
  materials,
] as readonly RecordType[]
