import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const Session = () => import('#core/access/controllers/session_controller')
const Account = () => import('#core/access/controllers/account_controller')
const Users = () => import('#core/access/controllers/users_controller')
const Profiles = () => import('#core/access/controllers/profiles_controller')
const Watch = () => import('#core/access/controllers/watch_controller')
const Reviews = () => import('#core/access/controllers/reviews_controller')

/** Entering and leaving, everybody's own account, and the administration of access. */
export function accessRoutes(): void {
  router.get('/login', [Session, 'create']).as('session.create')
  router.post('/login', [Session, 'store']).as('session.store')
  router.post('/logout', [Session, 'destroy']).as('session.destroy')
  accountRoutes()
  administrationRoutes()
}

function accountRoutes(): void {
  router
    .group(() => {
      router.get('/', [Account, 'show']).as('show')
      router.get('/password', [Account, 'password']).as('password')
      router.post('/password', [Account, 'changePassword']).as('change_password')
      router.post('/municipality', [Account, 'switchMunicipality']).as('municipality')
      router.post('/sessions/end', [Account, 'endSession']).as('end_session')
    })
    .prefix('/account')
    .as('account')
    .use(middleware.actor())
}

function administrationRoutes(): void {
  router
    .group(() => {
      router.get('/users', [Users, 'index']).as('users.index')
      router.get('/users/new', [Users, 'create']).as('users.create')
      router.post('/users', [Users, 'store']).as('users.store')
      router.get('/users/:id', [Users, 'show']).as('users.show')
      router.get('/users/:id/edit', [Users, 'edit']).as('users.edit')
      router.post('/users/:id', [Users, 'update']).as('users.update')
      router.post('/users/:id/profiles', [Users, 'profiles']).as('users.profiles')
      router.get('/users/:id/password', [Users, 'password']).as('users.password')
      router.get('/profiles', [Profiles, 'index']).as('profiles.index')
      router.get('/profiles/new', [Profiles, 'create']).as('profiles.create')
      router.post('/profiles', [Profiles, 'store']).as('profiles.store')
      router.get('/profiles/new-functions', [Profiles, 'fresh']).as('profiles.fresh')
      router.post('/profiles/new-functions', [Profiles, 'grant']).as('profiles.grant')
      router.get('/profiles/:id', [Profiles, 'show']).as('profiles.show')
      router.post('/profiles/:id', [Profiles, 'update']).as('profiles.update')
      router.get('/sessions', [Watch, 'sessions']).as('sessions')
      router.get('/attempts', [Watch, 'attempts']).as('attempts')
      router.get('/requests', [Watch, 'requests']).as('requests')
      router.get('/authorities', [Watch, 'authorities']).as('authorities')
      router.get('/duties', [Watch, 'duties']).as('duties')
      router.get('/reviews', [Reviews, 'index']).as('reviews.index')
      router.post('/reviews', [Reviews, 'store']).as('reviews.store')
      router.get('/reviews/:id', [Reviews, 'show']).as('reviews.show')
      router.get('/reviews/:id/export', [Reviews, 'export']).as('reviews.export')
    })
    .prefix('/access')
    .as('access')
    .where('id', recordId)
    .use(middleware.actor())
}
