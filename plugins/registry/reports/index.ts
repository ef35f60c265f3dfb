import type { Report } from '#core/reports/index'
import { duplicateLocations } from './duplicate_locations.ts'
import { expiredResidents } from './expired_residents.ts'
import { feasibleUnits } from './feasible_units.ts'
import { recentUnits } from './recent_units.ts'
import { sewageUnits } from './sewage_units.ts'
import { snisConnections, snisQuantities } from './snis_quantities.ts'
import { socialLosses } from './social_losses.ts'
import { streetDivergences } from './street_divergences.ts'
import { team } from './team.ts'
import { wrongAnswers } from './wrong_answers.ts'

export default [
  sewageUnits,
  feasibleUnits,
  recentUnits,
  expiredResidents,
  socialLosses,
  streetDivergences,
  duplicateLocations,
  wrongAnswers,
  team,
  snisQuantities,
  snisConnections,
] as readonly Report[]
