import { parameterWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import {
  POLICY,
  type Policy,
  STEPS,
  type Step,
  TEXTS,
  type Texts,
} from '../configuration/parameters.ts'

export const policyOf = (tx: Tx, municipalityId: bigint): Promise<Policy> =>
  parameterWithin<Policy>(tx, { key: POLICY, municipalityId })

export const stepsOf = (tx: Tx, municipalityId: bigint): Promise<readonly Step[]> =>
  parameterWithin<readonly Step[]>(tx, { key: STEPS, municipalityId })

export const textsOf = (tx: Tx, municipalityId: bigint): Promise<Texts> =>
  parameterWithin<Texts>(tx, { key: TEXTS, municipalityId })
