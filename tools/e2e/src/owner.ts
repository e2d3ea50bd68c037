/** The one account of a new installation. */
export const ownerName = 'admin';

/** The password the suite gives the owner, in the browser, before anything else is tried. */
export const chosenPassword = 'seven grey herons at dawn';
