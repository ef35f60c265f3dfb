import type { RecordType } from '#core/records/index'
import { billingGroups } from './billing_groups.ts'
import { connections } from './connections.ts'
import { customerContacts } from './customer_contacts.ts'
import { customers } from './customers.ts'
import { holdings } from './holdings.ts'
import { leaseExtensions, leases } from './leases.ts'
import { takeOverSignoffLines, takeOverSignoffs } from './take_over_signoffs.ts'
import { legacyKeys } from './legacy_keys.ts'
import { localities } from './localities.ts'
import { blocks, lots, sectors } from './lot_registries.ts'
import { payingBodies, payingBodyPremises } from './paying_bodies.ts'
import { cities, districts } from './place_registries.ts'
import { connectionSituations, premiseAddresses } from './premise_details.ts'
import { premiseEconomies } from './premise_economies.ts'
import { employees, materials, vehicles } from './staff_and_stock.ts'
import { premises } from './premises.ts'
import { waitingBranches } from './waiting_branches.ts'
import { socialBenefits } from './social_benefits.ts'
import { urbanPerimeters, vacancies } from './population.ts'
import { streetRanges, streetTypes, streets } from './street_registries.ts'

export default [
  customers,
  customerContacts,
  legacyKeys,
  takeOverSignoffs,
  takeOverSignoffLines,
  premises,
  connections,
  premiseEconomies,
  connectionSituations,
  premiseAddresses,
  waitingBranches,
  holdings,
  leases,
  leaseExtensions,
  socialBenefits,
  vacancies,
  urbanPerimeters,
  payingBodies,
  payingBodyPremises,
  cities,
  localities,
  districts,
  streetTypes,
  streets,
  streetRanges,
  sectors,
  blocks,
  lots,
  billingGroups,
  employees,
  vehicles,
  materials,
] as readonly RecordType[]
