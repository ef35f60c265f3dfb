import { BaseModel, column } from '@adonisjs/lucid/orm'

/** A person with a login. The framework's session guard wants a model; everything else in the kernel reads rows. */
export default class User extends BaseModel {
  static table = 'access_users'

  // The session keeps the id as JSON, which has no bigint.
  @column({ isPrimary: true, consume: (value: bigint) => String(value) })
  declare id: string

  @column()
  declare municipalityId: bigint

  @column()
  declare login: string

  @column()
  declare email: string | null

  @column()
  declare fullName: string

  @column({ serializeAs: null })
  declare password: string | null

  @column()
  declare isActive: boolean
}
