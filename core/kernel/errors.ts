import { Exception } from '@adonisjs/core/exceptions'

export interface ErrorDefinition {
  /** HTTP meaning: 404 not found, 403 permission, 409 state forbids it now, 422 refused by a rule, 423 locked by a run. */
  readonly status: number
  /** For logs and machines, in English; `{name}` is replaced by the value. */
  readonly message: string
  /** For people, in Portuguese: what happened, with which value, what to do. */
  readonly pt: string
}

type Values = Readonly<Record<string, string | number | bigint | null>>

const fill = (text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name] ?? '—') : whole
  )

/** An error that people may read: it has a code, a status and a text in Portuguese. */
export class BusinessError extends Exception {
  readonly people: string
  readonly values: Values

  constructor(
    code: string,
    definition: ErrorDefinition,
    values: Values = {},
    options?: ErrorOptions
  ) {
    super(fill(definition.message, values), { code, status: definition.status, ...options })
    this.people = fill(definition.pt, values)
    this.values = values
  }
}

type ErrorFactories<T> = {
  readonly [K in keyof T]: (values?: Values, options?: ErrorOptions) => BusinessError
}

/** The error table of a room or plugin: `throw errors.E_X_Y({ … })`. */
export function defineErrors<const T extends Readonly<Record<`E_${string}`, ErrorDefinition>>>(
  table: T
): ErrorFactories<T> & { readonly table: T } {
  const factories = Object.fromEntries(
    Object.entries(table).map(([code, definition]) => [
      code,
      (values?: Values, options?: ErrorOptions) =>
        new BusinessError(code, definition, values, options),
    ])
  )
  return Object.freeze({ ...factories, table }) as ErrorFactories<T> & { readonly table: T }
}

/** One finding about one item of a batch, file or configuration: batches collect these instead of throwing. */
export interface Issue {
  readonly code: string
  readonly severity: 'critical' | 'warning'
  /** Where: a line number, a registration number, a JSON path. */
  readonly path: string
  /** For people, in Portuguese. */
  readonly message: string
}
