interface Schema {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Parameter {
  readonly name: string
  readonly description?: string
  readonly schema: Schema
}

interface Operation {
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  /** By media type: JSON, or a form with a file. */
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>
  }
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

const METHODS = ['get', 'post', 'patch', 'delete'] as const

type Path = Partial<Record<(typeof METHODS)[number], Operation>>
type Described = { readonly paths: Readonly<Record<string, Path>> }

const kindOf = ({ type, format, enum: options, pattern }: Schema): string =>
  options
    ? options.map(String).join(' | ')
    : (format ?? (pattern ? `${type} ${pattern}` : (type ?? '')))

/** An OpenAPI description as the page shows it: one operation after the other, in plain rows. */
export function docsView(described: object) {
  const { paths } = described as Described
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method]
      return operation ? [operationView(path, method, operation)] : []
    })
  )
}

function operationView(path: string, method: string, operation: Operation) {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  return {
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    /** A reading that needs no number in its address may be tried at once. */
    tryPath: method === 'get' && !path.includes('{') ? path : null,
    parameters: (operation.parameters ?? []).map(({ name, description, schema }) => ({
      ...{ name, description: description ?? '', kind: kindOf(schema), isRequired: false },
    })),
    body: Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
      name,
      description: schema.title ?? schema.description ?? '',
      kind: kindOf(schema),
      isRequired: body?.required?.includes(name) ?? false,
    })),
    responses: Object.entries(operation.responses).map(([status, { description }]) => ({
      status,
      description,
    })),
  }
}
