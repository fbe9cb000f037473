import type { Problem } from '../../shared/problem.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';

export interface EnterKeyProps {
  readonly problem: Problem;
  readonly request: TransferRequest;
}

/** Where a key is missing or not accepted: the way to enter another one, with the review left as it is. */
export function EnterKey({ problem, request }: EnterKeyProps) {
  const stores = useStores();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const ids = [request.source, request.target].flatMap((place) =>
    place.kind === 'environment' ? place.environmentId : [],
  );
  const environment = environments.find((one) => ids.includes(one.id) && concerns(problem, one));
  // A sample's key is its own.
  if (environment === undefined || environment.isSample) return null;
  return (
    <Button onPress={() => stores.view.getState().signInOpened({ id: environment.id })}>
      Enter another key for {environment.name}
    </Button>
  );
}

function concerns(problem: Problem, { name, address }: { readonly name: string; readonly address: string }): boolean {
  if (problem.kind === 'key-needed') return problem.environment === name;
  return problem.kind === 'key-refused' && URL.canParse(address) && new URL(address).host === problem.host;
}
