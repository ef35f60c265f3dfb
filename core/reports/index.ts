export type {
  FilterContext,
  Report,
  ReportChart,
  ReportColumn,
  ReportFilter,
  Total,
} from './report.ts'
export type { Widget, WidgetBar, WidgetContext, WidgetView } from './dashboard/widget.ts'
export type { QualityCheck, QualitySeverity } from './quality_check.ts'
export type { Bridge, BridgeDocument, BridgeResult, BridgeScope, BridgeTerm } from './types.ts'
export { MOST_DOCUMENTS, closeBridge, closeBridges, oncePerClosing } from './bridges.ts'
export { type BridgeView, bridgeView } from './bridge_view.ts'
export { type ChosenScope, type ScopeGroup, chooseScope, scopeGroups } from './scope_choice.ts'
export { homeWidgets, permittedWidgets } from './dashboard/home_widgets.ts'
export {
  monthFilter,
  monthFilters,
  periodFilters,
  positionFilter,
  yearFilter,
} from './common_filters.ts'
export { parameterOn } from './parameter_on.ts'
export { listReports } from './run/find_report.ts'
