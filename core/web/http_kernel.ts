import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/web/exception_handler'))

server.use([
  () => import('#core/web/middleware/container_bindings_middleware'),
  () => import('@adonisjs/static/static_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
])

router.use([
  () => import('#core/web/middleware/security_headers_middleware'),
  () => import('#core/monitoring/usage_middleware'),
  // Who sends comes before what is sent: a body that is too large is refused to somebody, and the trail says to whom.
  () => import('@adonisjs/session/session_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
])
