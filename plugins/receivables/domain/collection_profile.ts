import type { Segment, ValueId } from './febraban_barcode.ts'
import type { FreeFieldLayout } from './free_field_layout.ts'

/** Value of the parameter `receivables.collection_profile`: how the documents of a municipality ask to be paid. */
export interface CollectionProfile {
  /** National FEBRABAN code of the company, 4 digits. */
  readonly company_code: string
  readonly value_id: ValueId
  readonly segment: Segment
  readonly free_field_layout: FreeFieldLayout
  /** Null where Pix is not offered. */
  readonly pix: {
    readonly key: string
    readonly receiver_name: string
    readonly city: string
  } | null
}
