import User from '#core/access/models/user'

/** A user by how the login begins; of the demo's people the first name is enough: `ana.`. */
export const userNamed = (start: string): Promise<User> =>
  User.query().where('login', 'like', `${start}%`).firstOrFail()

/** She administers. */
export const ana = (): Promise<User> => userNamed('ana.')
/** He bills. */
export const bruno = (): Promise<User> => userNamed('bruno.')
/** She attends at the counter. */
export const carla = (): Promise<User> => userNamed('carla.')
