import hash from '@adonisjs/core/services/hash'
import { compose } from '@adonisjs/core/helpers'
import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { BaseModel, column } from '@adonisjs/lucid/orm'

const AuthFinder = withAuthFinder(() => hash.use(), {
  uids: ['email'],
  passwordColumnName: 'password',
})

/** A person with a login. The framework's session guard wants a model; everything else in the kernel reads rows. */
export default class User extends compose(BaseModel, AuthFinder) {
  static table = 'access_users'

  // The session keeps the id as JSON, which has no bigint.
  @column({ isPrimary: true, consume: (value: bigint) => String(value) })
  declare id: string

  @column()
  declare municipalityId: bigint

  @column()
  declare email: string

  @column()
  declare fullName: string

  @column({ serializeAs: null })
  declare password: string

  @column()
  declare isActive: boolean

  @column()
  declare failedAttempts: number

  @column()
  declare lockedUntil: Date | null
}
