import type { ApiClient, ApiRequest, ApiResponse } from '@japa/api-client'
import type User from '#core/access/models/user'
import { userNamed } from './people.ts'

/** The page that a request answers with. */
export async function textOf(request: ApiRequest): Promise<string> {
  const response = await request
  return response.text()
}

/** The JSON that a request answers with. */
export async function bodyOf<T = Record<string, unknown>>(request: ApiRequest): Promise<T> {
  const response = await request
  return response.body() as T
}

export async function expectStatus(request: ApiRequest, status: number): Promise<void> {
  const response = await request
  response.assertStatus(status)
}

export async function expectText(request: ApiRequest, text: string): Promise<void> {
  const response = await request
  response.assertTextIncludes(text)
}

/** What a page says, with its entities read and plain spaces. */
export const plain = (answer: ApiResponse): string =>
  answer
    .text()
    .replace(/&#x([0-9A-Fa-f]+);/g, (_whole, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16))
    )
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/[\u00A0\u202F]/g, ' ')

/** An action through the door of other systems, by Ana unless somebody else is named. */
export async function act(
  client: ApiClient,
  name: string,
  input: object,
  by: string | User | Promise<User> = 'ana.'
): Promise<ApiResponse> {
  const user = typeof by === 'string' ? await userNamed(by) : await by
  return client
    .post(`/api/actions/${name}`)
    .json(input as Record<string, unknown>)
    .withCsrfToken()
    .accept('json')
    .loginAs(user)
}

/** The code of the problem that a request answered with. */
export const codeOf = (answer: ApiResponse): string => (answer.body() as { code: string }).code
