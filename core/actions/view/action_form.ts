import type { Action } from '../types.ts'

export interface ActionField {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'number' | 'date' | 'checkbox' | 'select'
  readonly isRequired: boolean
  readonly options: readonly string[]
}

interface Property {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
}

interface InputSchema {
  readonly properties?: Readonly<Record<string, Property>>
  readonly required?: readonly string[]
}

/** The form of an action: what its input asks and the address did not already give. */
export function actionForm(action: Action, given: Readonly<Record<string, unknown>>) {
  const { properties = {}, required = [] } = action.input.toJSONSchema() as InputSchema
  const names = Object.keys(properties)
  const isGiven = (name: string) => typeof given[name] === 'string'
  return {
    hidden: names.filter(isGiven).map((name) => ({ name, value: given[name] as string })),
    fields: names
      .filter((name) => !isGiven(name))
      .map((name) =>
        fieldOf(action, name, { property: properties[name]!, isRequired: required.includes(name) })
      ),
  }
}

function fieldOf(
  action: Action,
  name: string,
  { property, isRequired }: { readonly property: Property; readonly isRequired: boolean }
): ActionField {
  const options = (property.enum ?? []).filter((option) => typeof option === 'string')
  return { name, label: action.labels?.[name] ?? name, type: typeOf(property), isRequired, options }
}

function typeOf({ type, enum: options, pattern }: Property): ActionField['type'] {
  if (options) return options.includes(true) ? 'checkbox' : 'select'
  if (type === 'integer' || type === 'number') return 'number'
  return pattern?.includes('\\d{4}-\\d{2}-\\d{2}') ? 'date' : 'text'
}
