/** EC2's mark that a user manages something, and not a service on its behalf (G-239, G-291). */
export const unmanaged = { Managed: false };
