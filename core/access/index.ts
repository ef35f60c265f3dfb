export { actorOfUser, systemActor } from './actor.ts'
export { errors as accessErrors } from './errors.ts'
export { type Municipality, hasDemo, municipalityOf, todayIn } from './municipality.ts'
export { DEMO_PASSWORD, DEMO_USERS, demoUsersForLogin, seedDemoUsers } from './seed_users.ts'
