import { Asterisk } from 'lucide-react';
import type { DetailLayer } from '../../shared/bridge/views.ts';
import { layerName } from '../words/layer-words.ts';
import { count } from '../words/phrases.ts';
import styles from './details.module.css';

/** The layers as a stack: the operating system at the bottom carries what stands on it. */
export function LayerStack({ layers }: { readonly layers: readonly DetailLayer[] }) {
  return (
    <ol className={styles.stack} aria-label="Layers, from top to bottom" reversed>
      {[...layers].reverse().map((layer, at) => (
        <li key={`${layer.name}/${String(at)}`} className={styles.slab} data-layer={layer.layer}>
          <span className={styles.slabKind}>{layerName(layer.layer)}</span>
          <span
            className={styles.slabName}
            title={layer.registry === '' ? layer.name : `${layer.name} from ${layer.registry}`}
          >
            {layer.displayName}
          </span>
          {layer.maskedValues === 0 ? null : (
            <span className={styles.slabMask} title={count(layer.maskedValues, 'masked value', 'masked values')}>
              <Asterisk size={12} aria-hidden />
              {layer.maskedValues}
              <span className={styles.hidden}> masked</span>
            </span>
          )}
          <span className={styles.slabVersion}>{layer.version}</span>
        </li>
      ))}
    </ol>
  );
}
