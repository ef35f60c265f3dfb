import type { Total } from '../report.ts'

/** How a filter of a composed report narrows a field. */
export const HOWS = {
  is: 'é',
  range: 'está entre',
  has: 'contém',
  begins: 'começa com',
  empty: 'está vazio',
  filled: 'está preenchido',
} as const
export type How = keyof typeof HOWS

export const TOTALS: Readonly<Record<Total, string>> = {
  sum: 'Soma',
  count: 'Contagem',
  average: 'Média',
  min: 'Menor',
  max: 'Maior',
}
export const SPANS = { day: 'por dia', month: 'por mês', year: 'por ano' } as const
export type Span = keyof typeof SPANS
export const CHARTS = { bar: 'Barras', line: 'Linha', pie: 'Pizza' } as const

/** A field of the source by its name, or of a record that it points to: `locality_id.name`. */
export type FieldPath = string

export interface DesignColumn {
  readonly field: FieldPath
  /** Heading, when it is not the field's own. */
  readonly label?: string
  readonly total?: Total
}

export interface DesignFilter {
  readonly field: FieldPath
  readonly how: How
  /** Asked when the report runs; what stands here is then what it starts with. */
  readonly is_asked: boolean
  readonly is_required?: boolean
  /** For `is`: as a form holds them. Asked filters take one. */
  readonly values?: readonly string[]
  readonly text?: string
  readonly from?: string
  readonly to?: string
  /** Span of the calendar that gives both bounds. */
  readonly preset?: string
}

export interface DesignGroup {
  readonly field: FieldPath
  /** For days and moments. */
  readonly by?: Span
}

/**
 * A report that a person composed. The same content serves what is a person's own, kept as a row, and what is the utility's,
 * kept as a version of the configuration kind `report`.
 */
export interface DesignContent {
  readonly title: string
  readonly help: string
  /** Heading of the list of reports under which the utility's stands. */
  readonly section: string
  /** Record type. */
  readonly source: string
  readonly columns: readonly DesignColumn[]
  readonly filters: readonly DesignFilter[]
  readonly groups: readonly DesignGroup[]
  /** Only the groups with their totals, without the rows. */
  readonly is_summary: boolean
  readonly sort: { readonly field: FieldPath; readonly direction: 'asc' | 'desc' } | null
  /** `value` is `count` or the field of a column with a total. */
  readonly chart: { readonly kind: keyof typeof CHARTS; readonly value: string } | null
  readonly orientation: 'portrait' | 'landscape'
}

export const MOST_COLUMNS = 40
export const MOST_FILTERS = 20
export const MOST_GROUPS = 3

const text = (maxLength: number) => ({ type: 'string', maxLength })
const path = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,60}(\\.[a-z][a-z0-9_]{0,60})?$' }
const keys = (words: object) => ({ enum: Object.keys(words) })
const closed = (properties: Readonly<Record<string, unknown>>, required: readonly string[]) => ({
  ...{ type: 'object', additionalProperties: false, required, properties },
})

/** JSON Schema of a composed report. Field names never reach the database from here: they are looked up in the record type. */
export const DESIGN_SCHEMA = closed(
  {
    title: { type: 'string', minLength: 3, maxLength: 80 },
    help: text(200),
    section: { type: 'string', minLength: 1, maxLength: 40 },
    source: text(100),
    columns: {
      ...{ type: 'array', minItems: 1, maxItems: MOST_COLUMNS },
      items: closed({ field: path, label: text(60), total: keys(TOTALS) }, ['field']),
    },
    filters: {
      ...{ type: 'array', maxItems: MOST_FILTERS },
      items: closed(
        {
          field: path,
          how: keys(HOWS),
          is_asked: { type: 'boolean' },
          is_required: { type: 'boolean' },
          values: { type: 'array', maxItems: 100, items: text(120) },
          ...{ text: text(100), from: text(40), to: text(40), preset: text(20) },
        },
        ['field', 'how', 'is_asked']
      ),
    },
    groups: {
      ...{ type: 'array', maxItems: MOST_GROUPS },
      items: closed({ field: path, by: keys(SPANS) }, ['field']),
    },
    is_summary: { type: 'boolean' },
    sort: {
      anyOf: [
        { type: 'null' },
        closed({ field: text(130), direction: { enum: ['asc', 'desc'] } }, ['field', 'direction']),
      ],
    },
    chart: {
      anyOf: [
        { type: 'null' },
        closed({ kind: keys(CHARTS), value: text(130) }, ['kind', 'value']),
      ],
    },
    orientation: { enum: ['portrait', 'landscape'] },
  },
  [
    ...['title', 'help', 'section', 'source', 'columns', 'filters', 'groups'],
    ...['is_summary', 'sort', 'chart', 'orientation'],
  ]
)
