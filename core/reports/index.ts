export type { Bridge, BridgeResult, BridgeScope, BridgeTerm } from './types.ts'
export { closeBridge, closeBridges } from './bridges.ts'
export { type BridgeView, bridgeView } from './bridge_view.ts'
export { type ChosenScope, type ScopeGroup, chooseScope, scopeGroups } from './scope_choice.ts'
