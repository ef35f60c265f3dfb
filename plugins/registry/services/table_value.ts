import { errors } from '../errors.ts'

const FOREIGN_KEY = '23503'

/** Says in words that a code is in none of the tables: the database refused its row. */
export async function refusingUnknownCodes<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const { code, detail = '' } = error as { code?: string; detail?: string }
    if (code !== FOREIGN_KEY) throw error
    const [, columns = '', values = ''] = /^Key \(([^)]*)\)=\(([^)]*)\)/.exec(detail) ?? []
    const column = columns.split(', ').at(-1)!
    const value = values.split(', ').at(-1)!
    throw errors.E_REGISTRY_TABLE_VALUE({ column, value }, { cause: error })
  }
}
