export { actorOfUser, systemActor } from './actor.ts'
export { errors as accessErrors } from './errors.ts'
