package dev.cleave.broker;

import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.utils.CompositeAddress;

/**
 * The users {@code cleave} and {@code outside}, each with a role of its name. The roles' rights are
 * in {@code broker.xml}, by address. A queue has its name in the whole broker, though, whatever its
 * address: nobody but {@code cleave} gets one whose name begins with {@code cleave.}, since modules
 * could not have it any more.
 */
final class TwoUsers extends ActiveMQJAASSecurityManager {

  private static final String CLEAVE = "cleave";
  private static final String OUTSIDE = "outside";
  private static final RolePrincipal MODULES = new RolePrincipal(CLEAVE);

  TwoUsers(String password, String outsidePassword) {
    super(InVMLoginModule.class.getName(), users(password, outsidePassword));
  }

  @Override
  public boolean authorize(
      Subject subject, Set<Role> roles, CheckType checkType, String addressAndQueue) {
    boolean isTheirs =
        addressAndQueue != null
            && CompositeAddress.isFullyQualified(addressAndQueue)
            && CompositeAddress.extractQueueName(SimpleString.of(addressAndQueue))
                .toString()
                .startsWith(CLEAVE + ".");
    return super.authorize(subject, roles, checkType, addressAndQueue)
        && (!isTheirs || subject.getPrincipals().contains(MODULES));
  }

  private static SecurityConfiguration users(String password, String outsidePassword) {
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(CLEAVE, password);
    users.addRole(CLEAVE, CLEAVE);
    users.addUser(OUTSIDE, outsidePassword);
    users.addRole(OUTSIDE, OUTSIDE);
    return users;
  }
}
