import type { ApiRequest, ApiResponse } from '@japa/api-client'

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
