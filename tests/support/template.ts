import { loadSmallDemo } from '#database/demo/load_demo'

/** What every test file finds in its database: a small municipality, its users, the product's configuration. */
export async function seedTestTemplate(): Promise<void> {
  await loadSmallDemo()
}
