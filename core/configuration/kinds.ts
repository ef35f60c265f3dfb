import { parameterKind } from './parameter_kind.ts'
import { rulesetKind } from './ruleset_kind.ts'
import type { ConfigurationKind } from './types.ts'

export default [rulesetKind, parameterKind] as readonly ConfigurationKind[]
