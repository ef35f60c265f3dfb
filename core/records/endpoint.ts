import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { TEXT, json, query } from './openapi_schemas.ts'

/** An address for other systems that no record type makes, as data: what it answers, and what it asks. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** As OpenAPI writes it: `/api/jobs/{id}`. */
  readonly path: `/api${string}`
  /** Under which heading it stands. */
  readonly group: string
  readonly title: string
  readonly help?: string
  /** Who may call it; null: everybody with a session, or a door with a protection of its own. */
  readonly permission: string | null
  /** Parameters of the address after `?`, and fields of the JSON sent: name and what it means. */
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, string>>
  /** What comes back, in words. */
  readonly answer: string
}

/** The OpenAPI paths of the addresses that the person may call. */
export function endpointPaths({ permissions }: Pick<Actor, 'permissions'>): Record<string, object> {
  const paths: Record<string, Record<string, object>> = {}
  for (const one of registries().endpoints.all()) {
    if (one.permission !== null && !permissions.has(one.permission)) continue
    const path = (paths[one.path] ??= {})
    path[one.method] = operationOf(one)
  }
  return paths
}

const operationOf = ({ group, title, help, path, query: asked = {}, body, answer }: Endpoint) => ({
  tags: [group],
  summary: title,
  ...(help ? { description: help } : {}),
  parameters: [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: TEXT,
    })),
    ...Object.entries(asked).map(([name, text]) => query(name, text)),
  ],
  ...(body ? { requestBody: { required: true, content: json(bodySchema(body)) } } : {}),
  responses: {
    '200': { description: answer },
    '401': { description: 'E_ACCESS_SESSION' },
    '403': { description: 'E_ACCESS_DENIED' },
    '404': { description: 'Não existe, ou é de outro município' },
    ...(body ? { '422': { description: 'E_VALIDATION_ERROR' } } : {}),
  },
})

const bodySchema = (body: Readonly<Record<string, string>>) => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(body).map(([name, description]) => [name, { description }])
  ),
})
