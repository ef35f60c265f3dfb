/*
 * Building blocks of the data schemas of documents. Every object is closed and requires all of its properties; absence is
 * null. Amounts are cents as text, quantities and prices decimals as text, dates ISO, reference months `YYYY-MM`.
 */

type Schema = Readonly<Record<string, unknown>>

export function object(title: string, properties: Readonly<Record<string, Schema>>): Schema {
  return {
    type: 'object',
    title,
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  }
}

export function list(title: string, items: Schema, maxItems: number): Schema {
  return { type: 'array', title, maxItems, items }
}

export function orNull(schema: Schema): Schema {
  return { title: schema['title'], anyOf: [{ type: 'null' }, schema] }
}

export function text(title: string, maxLength = 200): Schema {
  return { type: 'string', title, minLength: 1, maxLength }
}

export function choice(title: string, values: readonly string[]): Schema {
  return { type: 'string', title, enum: values }
}

export function flag(title: string): Schema {
  return { type: 'boolean', title }
}

export function count(title: string): Schema {
  return { type: 'integer', title, minimum: 0, maximum: 1_000_000 }
}

export function cents(title: string): Schema {
  return { type: 'string', title, pattern: '^-?\\d{1,18}$' }
}

export function decimal(title: string): Schema {
  return { type: 'string', title, pattern: '^-?\\d{1,14}(\\.\\d{1,12})?$' }
}

export function digits(title: string, least: number, most = least): Schema {
  return { type: 'string', title, pattern: `^\\d{${least},${most}}$` }
}

export function date(title: string): Schema {
  return { type: 'string', title, pattern: '^\\d{4}-\\d{2}-\\d{2}$' }
}

export function month(title: string): Schema {
  return { type: 'string', title, pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }
}

export function cnpj(title: string): Schema {
  return { type: 'string', title, pattern: '^[0-9A-Z]{12}\\d{2}$' }
}

export function taxId(title: string): Schema {
  return { type: 'string', title, pattern: '^(\\d{11}|[0-9A-Z]{12}\\d{2})$' }
}

export function image(title: string): Schema {
  const pattern = '^data:image/(png|jpeg|svg\\+xml);base64,[A-Za-z0-9+/=]+$'
  return { type: 'string', title, maxLength: 400_000, pattern }
}

export function sha256(title: string): Schema {
  return { type: 'string', title, pattern: '^[0-9a-f]{64}$' }
}

/** Who issues a paper and how to reach them; with what else it says of them. */
export function issuer(more: Readonly<Record<string, Schema>> = {}): Schema {
  return object('Prestador', {
    name: text('Nome', 120),
    cnpj: cnpj('CNPJ'),
    address: text('Endereço'),
    sac_phone: text('Telefone do SAC', 30),
    ...more,
  })
}
