import type { RateLimiter } from '../rate-limits.ts';
import type { App } from './app.ts';
import { addIdentityRoutes } from './identity.ts';
import { addMacroRoutes } from './macros.ts';
import { addPackRoutes } from './packs.ts';
import { addProfileCreationRoutes } from './profile-creation.ts';
import { addProfileListRoutes } from './profile-lists.ts';
import { addProfileTransferRoutes } from './profile-transfer.ts';
import { addProfileRoutes } from './profiles.ts';
import { addProjectRoutes } from './projects.ts';
import { addRegistryRoutes } from './registries.ts';
import { addSystemRoutes } from './system.ts';

/** Adds all routes. Fixed paths such as `/v1/clusterprofiles/macros` come before those with a uid in the same place. */
export function addRoutes(app: App, rateLimiter: RateLimiter): void {
  addIdentityRoutes(app);
  addProjectRoutes(app);
  addSystemRoutes(app, rateLimiter);
  addMacroRoutes(app);
  addRegistryRoutes(app);
  addPackRoutes(app);
  addProfileListRoutes(app);
  addProfileCreationRoutes(app);
  addProfileTransferRoutes(app);
  addProfileRoutes(app);
}
