import { z } from 'zod';
import { ApiError, resourceNotFound } from '../api-error.ts';
import { shaped } from '../model/bodies.ts';
import { filterString, matchesText } from '../model/filters.ts';
import type { Project } from '../model/kinds.ts';
import { page } from '../model/paging.ts';
import { type App, type AppContext, jsonBody } from './app.ts';

/** Body of the project list (specification definition v1ProjectsFilterSpec). */
const listBody = z.object({
  filter: z.object({ name: filterString.nullish() }).nullish(),
  sort: z
    .array(
      z.object({
        field: z.enum(['name', 'creationTimestamp', 'lastModifiedTimestamp']).nullish(),
        order: z.enum(['asc', 'desc']).nullish(),
      }),
    )
    .nullish(),
});

function visibleProjects(context: AppContext): Project[] {
  const { backend, user } = context.var;
  return backend.tenant.projects.filter((project) => {
    return backend.access.permissionsOf(user, { kind: 'project', projectUid: project.uid }).has('project.list');
  });
}

function summary(project: Project): object {
  return {
    metadata: {
      name: project.name,
      uid: project.uid,
      annotations: { description: project.description },
      creationTimestamp: project.createdAt,
      lastModifiedTimestamp: project.createdAt,
    },
    specSummary: { logoUrl: '', teams: [], users: [] },
    status: { status: { isDisabled: project.isDisabled } },
  };
}

/** The projects that the caller may see. */
export function addProjectRoutes(app: App): void {
  app.get('/v1/dashboard/projects/metadata', (context) => {
    const name = context.req.query('name') ?? '';
    const items = visibleProjects(context)
      .filter((project) => name === '' || project.name === name)
      .map((project) => ({ metadata: { name: project.name, uid: project.uid } }));
    return context.json({ items });
  });

  app.post('/v1/dashboard/projects', async (context) => {
    const { filter, sort } = shaped(listBody, await jsonBody(context));
    const projects = visibleProjects(context).filter((project) => matchesText(project.name, filter?.name));
    const [order] = sort ?? [];
    const direction = order?.order === 'desc' ? -1 : 1;
    const keyOf = (project: Project): string => (order?.field === 'name' ? project.name : project.createdAt);
    if (order !== undefined) projects.sort((left, right) => direction * keyOf(left).localeCompare(keyOf(right)));
    const result = page(projects, context.req.query());
    return context.json({ items: result.items.map(summary), listmeta: result.listmeta });
  });

  app.get('/v1/projects/:uid', (context) => {
    const uid = context.req.param('uid');
    const project = visibleProjects(context).find((candidate) => candidate.uid === uid);
    if (project === undefined) throw resourceNotFound('project', uid);
    return context.json({
      metadata: { name: project.name, uid: project.uid, creationTimestamp: project.createdAt },
      spec: { logoUrl: '', teams: [], users: [], alerts: [] },
      status: { isDisabled: project.isDisabled },
    });
  });

  app.get('/v1/projects', () => {
    throw new ApiError(405, 'MethodNotAllowed', 'method GET is not allowed, but [POST] are');
  });
}
