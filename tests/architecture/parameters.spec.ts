import { test } from '@japa/runner'
import { registries } from '#core/kernel/index'

interface Schema {
  readonly title?: string
  readonly enum?: readonly unknown[]
  readonly enumTitles?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
}

/** What people would read as a code: fields without a title, choices without words. */
function codesIn(schema: Schema, place: string): string[] {
  const words = (schema.enum ?? []).filter((one) => typeof one === 'string')
  const isNamed = words.length === 0 || schema.enumTitles?.length === schema.enum?.length
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    ...(inner.title ? [] : [`${place}/${name} has no title`]),
    ...codesIn(inner, `${place}/${name}`),
  ])
  const others =
    typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null
  return [
    ...(isNamed ? [] : [`${place} has choices without words`]),
    ...fields,
    ...(schema.items ? codesIn(schema.items, `${place}/*`) : []),
    ...(others ? codesIn(others, `${place}/*`) : []),
  ]
}

test.group('Architecture | parameters', () => {
  test('every field and choice of a parameter has words for people', ({ assert }) => {
    const parameters = registries().parameters.all()
    assert.isAbove(parameters.length, 30)
    const codes = parameters.flatMap(({ key, schema }) => codesIn(schema as Schema, key))
    assert.deepEqual(codes, [])
  })
})
