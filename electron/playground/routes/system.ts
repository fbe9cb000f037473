import { z } from 'zod';
import { shaped } from '../model/bodies.ts';
import type { RateLimiter } from '../rate-limits.ts';
import { type App, jsonBody, requireTenantPermission } from './app.ts';

/** Settings of a self-hosted system (specification definition v1SystemRateLimit). */
export function addSystemRoutes(app: App, rateLimiter: RateLimiter): void {
  app.get('/v1/system/ratelimit', (context) => {
    requireTenantPermission(context, 'user.list');
    return context.json({ isActive: rateLimiter.isActive });
  });

  app.patch('/v1/system/ratelimit', async (context) => {
    requireTenantPermission(context, 'user.list');
    rateLimiter.isActive = shaped(z.object({ isActive: z.boolean() }), await jsonBody(context)).isActive;
    return context.json({ isActive: rateLimiter.isActive });
  });
}
