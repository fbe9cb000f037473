import type { App } from './app.ts';
import { addIdentityRoutes } from './identity.ts';
import { addMacroRoutes } from './macros.ts';
import { addProfileListRoutes } from './profile-lists.ts';
import { addProfileTransferRoutes } from './profile-transfer.ts';
import { addProfileRoutes } from './profiles.ts';
import { addProjectRoutes } from './projects.ts';
import { addRegistryRoutes } from './registries.ts';

/** Adds all routes. Fixed paths such as `/v1/clusterprofiles/macros` come before those with a uid in the same place. */
export function addRoutes(app: App): void {
  addIdentityRoutes(app);
  addProjectRoutes(app);
  addMacroRoutes(app);
  addRegistryRoutes(app);
  addProfileListRoutes(app);
  addProfileTransferRoutes(app);
  addProfileRoutes(app);
}
