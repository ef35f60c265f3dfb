import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { Tone } from '#core/records/index'

export interface WidgetContext {
  readonly tx: Tx
  readonly actor: Actor
  readonly municipalityId: bigint
  /** Today in the municipality. */
  readonly today: CivilDate
  readonly timeZone: string
}

export interface WidgetBar {
  readonly label: string
  /** The exact figure, as people read it. */
  readonly text: string
  /** Its size, for the drawing alone. */
  readonly size: number
  readonly path?: string
}

/** What a card of the home page shows; every figure is text as people read it. */
export type WidgetView =
  | {
      readonly kind: 'figures'
      readonly figures: readonly {
        readonly label: string
        readonly text: string
        readonly note?: string
        readonly tone?: Tone
        readonly path?: string
      }[]
    }
  | { readonly kind: 'bars'; readonly bars: readonly WidgetBar[]; readonly note?: string }
  | {
      readonly kind: 'list'
      readonly rows: readonly {
        readonly text: string
        readonly value?: string
        readonly path?: string
        readonly tone?: Tone
      }[]
      /** Said when there is nothing, as good news or as the next step. */
      readonly empty: string
    }

/** A card that a plugin offers for the home page: who may see it chooses whether it stands there. */
export interface Widget {
  readonly name: `${string}.${string}`
  readonly title: string
  readonly permission: string
  readonly size: 'small' | 'large'
  /** Ascending: where it stands until somebody arranges the page. */
  readonly place: number
  /** Where its title leads. */
  readonly path?: string
  /** Null: nothing to say today, and the card is left out. */
  load(context: WidgetContext): Promise<WidgetView | null>
}
