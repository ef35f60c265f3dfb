import type { CivilDate } from '#core/calendar/index'
import type { Category, ConnectionSituation, PremiseKind, SewageClass } from '#plugins/registry/api'

export interface DemoCustomer {
  readonly kind: 'person' | 'company' | 'public_body'
  readonly name: string
  readonly taxpayerId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly birthOn?: CivilDate
  readonly motherName?: string
}

export interface DemoConnection {
  readonly service: 'water' | 'sewage'
  readonly situation: ConnectionSituation
  readonly sewageClass: SewageClass
  readonly connectedOn: CivilDate
}

export interface DemoMeter {
  readonly number: string
  readonly brand: string
  readonly model: string
  readonly digits: number
  readonly flowClass: string
  /** Codes of the look-ups of metering. */
  readonly type: string
  readonly diameter: string
  /** m³/h. */
  readonly minimumFlow: string
  readonly maximumFlow: string
  readonly manufacturedOn: CivilDate
  readonly installedOn: CivilDate
  readonly initialReading: number
  readonly seal: string
}

export interface DemoHolding {
  /** Index in the group's customers. */
  readonly customer: number
  readonly role: 'holder' | 'owner' | 'tenant'
  readonly from: CivilDate
  readonly until: CivilDate | null
}

export interface DemoPremise {
  readonly kind: PremiseKind
  /** Index of the condominium's master in the group's premises. */
  readonly parent: number | null
  readonly fraction: string | null
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
  readonly district: string
  readonly zipCode: string
  /** Index in `LOCALITIES`. */
  readonly locality: number
  readonly dueDay: number | null
  readonly economies: readonly { readonly category: Category; readonly economies: number }[]
  readonly connections: readonly DemoConnection[]
  readonly meter: DemoMeter | null
  readonly holdings: readonly DemoHolding[]
  /** First day of premise, economies and connections. */
  readonly since: CivilDate
}

/** Everything of one billing group, in walking order, without ids: pure data that the parts write. */
export interface DemoGroup {
  readonly code: string
  readonly name: string
  readonly dueDay: number
  readonly customers: readonly DemoCustomer[]
  readonly premises: readonly DemoPremise[]
  /** Meters that wait in stock. */
  readonly stock: readonly DemoMeter[]
}

/** What fixes the demo: the same plan gives the same municipality. */
export interface DemoPlan {
  readonly economies: number
  readonly seed: string
  /** First day of the month in which the demo begins: all its history is before. */
  readonly asOf: CivilDate
  /** The first group is the written one of the tests. */
  readonly isSmall: boolean
}
