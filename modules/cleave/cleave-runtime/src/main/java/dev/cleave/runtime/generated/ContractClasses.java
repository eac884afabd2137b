package dev.cleave.runtime.generated;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.AASTORE;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ANEWARRAY;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Generates the classes of a contract, as hidden classes beside it. */
public final class ContractClasses {
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type HANDLER = Type.getType(CallHandler.class);
  private static final Type PLAIN = Type.getType(PlainCall.class);
  private static final String ENTER = Type.getMethodDescriptor(PLAIN, Type.INT_TYPE);
  private static final String EXIT = Type.getMethodDescriptor(Type.VOID_TYPE, PLAIN, Type.INT_TYPE);
  private static final String FAILED =
      Type.getMethodDescriptor(
          Type.getType(Throwable.class), PLAIN, Type.INT_TYPE, Type.getType(Throwable.class));
  private static final String HANDLER_FIELD = "handler";
  private static final String CALL = "(I[Ljava/lang/Object;)Ljava/lang/Object;";
  private static final String INVOKE = "(Ljava/lang/Object;I[Ljava/lang/Object;)Ljava/lang/Object;";

  private ContractClasses() {}

  /** An object of the contract's type whose methods all end in the handler. */
  public static Object proxy(ContractModel contract, CallHandler handler) {
    try {
      return define(contract, proxyClass(contract))
          .getConstructor(CallHandler.class)
          .newInstance(handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make a proxy of " + contract.type().getName(), e);
    }
  }

  /** The way to call implementations of the contract. */
  public static MethodInvoker invoker(ContractModel contract) {
    try {
      return (MethodInvoker)
          define(contract, invokerClass(contract)).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make an invoker of " + contract.type().getName(), e);
    }
  }

  private static Class<?> define(ContractModel contract, byte[] bytes)
      throws IllegalAccessException {
    Lookup lookup = MethodHandles.privateLookupIn(contract.type(), MethodHandles.lookup());
    return lookup.defineHiddenClass(bytes, false).lookupClass();
  }

  private static ClassWriter writer(String name, Class<?> implemented) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String left, String right) {
            return OBJECT.getInternalName();
          }
        };
    writer.visit(
        V17,
        ACC_PUBLIC | ACC_FINAL,
        name,
        null,
        OBJECT.getInternalName(),
        new String[] {Type.getInternalName(implemented)});
    return writer;
  }

  private static byte[] proxyClass(ContractModel contract) {
    String name = Type.getInternalName(contract.type()) + "$Proxy";
    ClassWriter writer = writer(name, contract.type());
    writer
        .visitField(ACC_PRIVATE | ACC_FINAL, HANDLER_FIELD, HANDLER.getDescriptor(), null, null)
        .visitEnd();
    MethodVisitor constructor =
        writer.visitMethod(
            ACC_PUBLIC, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, HANDLER), null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, OBJECT.getInternalName(), "<init>", "()V", false);
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitVarInsn(ALOAD, 1);
    constructor.visitFieldInsn(PUTFIELD, name, HANDLER_FIELD, HANDLER.getDescriptor());
    end(constructor, RETURN);
    for (ContractMethod method : contract.methods()) {
      proxyMethod(writer, name, method);
    }
    MethodVisitor toString =
        writer.visitMethod(ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
    toString.visitCode();
    handler(toString, name);
    toString.visitMethodInsn(
        INVOKEINTERFACE, HANDLER.getInternalName(), "describe", "()Ljava/lang/String;", true);
    end(toString, ARETURN);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void handler(MethodVisitor code, String owner) {
    code.visitVarInsn(ALOAD, 0);
    code.visitFieldInsn(GETFIELD, owner, HANDLER_FIELD, HANDLER.getDescriptor());
  }

  private static void proxyMethod(ClassWriter writer, String owner, ContractMethod method) {
    Method declared = method.method();
    MethodVisitor code =
        writer.visitMethod(
            ACC_PUBLIC, declared.getName(), Type.getMethodDescriptor(declared), null, null);
    code.visitCode();
    if (!method.isCommand()) {
      plainCall(code, owner, method);
    }
    handler(code, owner);
    code.visitLdcInsn(method.index());
    Type[] parameters = Type.getArgumentTypes(declared);
    if (parameters.length == 0) {
      code.visitInsn(ACONST_NULL);
    } else {
      code.visitLdcInsn(parameters.length);
      code.visitTypeInsn(ANEWARRAY, OBJECT.getInternalName());
    }
    int slot = 1;
    for (int i = 0; i < parameters.length; i++) {
      code.visitInsn(DUP);
      code.visitLdcInsn(i);
      code.visitVarInsn(parameters[i].getOpcode(ILOAD), slot);
      box(code, parameters[i]);
      code.visitInsn(AASTORE);
      slot += parameters[i].getSize();
    }
    code.visitMethodInsn(INVOKEINTERFACE, HANDLER.getInternalName(), "call", CALL, true);
    Type result = Type.getReturnType(declared);
    if (result == Type.VOID_TYPE) {
      end(code, RETURN);
    } else {
      unbox(code, result);
      end(code, result.getOpcode(IRETURN));
    }
  }

  /** Calls the target itself if the handler lets it; falls through if not. */
  private static void plainCall(MethodVisitor code, String owner, ContractMethod method) {
    Method declared = method.method();
    Type[] parameters = Type.getArgumentTypes(declared);
    Label boxed = new Label();
    int local = 1;
    for (Type parameter : parameters) {
      if (boxOf(parameter) == null) {
        code.visitVarInsn(ALOAD, local);
        code.visitJumpInsn(IFNULL, boxed);
      }
      local += parameter.getSize();
    }
    final int call = local;
    handler(code, owner);
    code.visitLdcInsn(method.index());
    code.visitMethodInsn(INVOKEINTERFACE, HANDLER.getInternalName(), "enter", ENTER, true);
    code.visitVarInsn(ASTORE, call);
    code.visitVarInsn(ALOAD, call);
    code.visitJumpInsn(IFNULL, boxed);

    Label begin = new Label();
    Label end = new Label();
    Label thrown = new Label();
    code.visitTryCatchBlock(begin, end, thrown, "java/lang/Throwable");
    code.visitLabel(begin);
    code.visitVarInsn(ALOAD, call);
    code.visitFieldInsn(GETFIELD, PLAIN.getInternalName(), "target", OBJECT.getDescriptor());
    String contractName = Type.getInternalName(method.contract().type());
    code.visitTypeInsn(CHECKCAST, contractName);
    local = 1;
    for (Type parameter : parameters) {
      code.visitVarInsn(parameter.getOpcode(ILOAD), local);
      local += parameter.getSize();
    }
    code.visitMethodInsn(
        INVOKEINTERFACE,
        contractName,
        declared.getName(),
        Type.getMethodDescriptor(declared),
        true);
    code.visitLabel(end);
    Type result = Type.getReturnType(declared);
    Label nothing = new Label();
    if (boxOf(result) == null) {
      code.visitInsn(DUP);
      code.visitJumpInsn(IFNULL, nothing);
    }
    handler(code, owner);
    code.visitVarInsn(ALOAD, call);
    code.visitLdcInsn(method.index());
    code.visitMethodInsn(INVOKEINTERFACE, HANDLER.getInternalName(), "exit", EXIT, true);
    code.visitInsn(result.getOpcode(IRETURN));

    if (boxOf(result) == null) {
      code.visitLabel(nothing);
      code.visitInsn(POP);
      code.visitMethodInsn(
          INVOKESTATIC,
          PLAIN.getInternalName(),
          "nothing",
          Type.getMethodDescriptor(Type.getType(Throwable.class)),
          false);
    }
    code.visitLabel(thrown);
    code.visitVarInsn(ASTORE, call + 1);
    handler(code, owner);
    code.visitVarInsn(ALOAD, call);
    code.visitLdcInsn(method.index());
    code.visitVarInsn(ALOAD, call + 1);
    code.visitMethodInsn(INVOKEINTERFACE, HANDLER.getInternalName(), "failed", FAILED, true);
    code.visitInsn(ATHROW);
    code.visitLabel(boxed);
  }

  private static byte[] invokerClass(ContractModel contract) {
    String name = Type.getInternalName(contract.type()) + "$Invoker";
    String contractName = Type.getInternalName(contract.type());
    ClassWriter writer = writer(name, MethodInvoker.class);
    MethodVisitor constructor = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, OBJECT.getInternalName(), "<init>", "()V", false);
    end(constructor, RETURN);

    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "invoke", INVOKE, null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 1);
    code.visitTypeInsn(CHECKCAST, contractName);
    code.visitVarInsn(ASTORE, 1);
    Label[] cases = new Label[contract.methods().size()];
    for (int i = 0; i < cases.length; i++) {
      cases[i] = new Label();
    }
    Label none = new Label();
    code.visitVarInsn(ILOAD, 2);
    code.visitTableSwitchInsn(0, cases.length - 1, none, cases);
    for (ContractMethod method : contract.methods()) {
      code.visitLabel(cases[method.index()]);
      invokeMethod(code, contractName, method);
    }
    code.visitLabel(none);
    code.visitInsn(ACONST_NULL);
    end(code, ARETURN);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void invokeMethod(MethodVisitor code, String contractName, ContractMethod method) {
    Method declared = method.method();
    code.visitVarInsn(ALOAD, 1);
    code.visitTypeInsn(CHECKCAST, contractName);
    Type[] parameters = Type.getArgumentTypes(declared);
    for (int i = 0; i < parameters.length; i++) {
      code.visitVarInsn(ALOAD, 3);
      code.visitLdcInsn(i);
      code.visitInsn(AALOAD);
      unbox(code, parameters[i]);
    }
    code.visitMethodInsn(
        INVOKEINTERFACE,
        contractName,
        declared.getName(),
        Type.getMethodDescriptor(declared),
        true);
    Type result = Type.getReturnType(declared);
    if (result == Type.VOID_TYPE) {
      code.visitInsn(ACONST_NULL);
    } else {
      box(code, result);
    }
    code.visitInsn(ARETURN);
  }

  private static void end(MethodVisitor code, int opcode) {
    code.visitInsn(opcode);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void box(MethodVisitor code, Type type) {
    Type box = boxOf(type);
    if (box != null) {
      code.visitMethodInsn(
          INVOKESTATIC,
          box.getInternalName(),
          "valueOf",
          Type.getMethodDescriptor(box, type),
          false);
    }
  }

  private static void unbox(MethodVisitor code, Type type) {
    Type box = boxOf(type);
    code.visitTypeInsn(CHECKCAST, (box == null ? type : box).getInternalName());
    if (box != null) {
      code.visitMethodInsn(
          INVOKEVIRTUAL,
          box.getInternalName(),
          type.getClassName() + "Value",
          Type.getMethodDescriptor(type),
          false);
    }
  }

  private static Type boxOf(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> Type.getType(Boolean.class);
      case Type.CHAR -> Type.getType(Character.class);
      case Type.BYTE -> Type.getType(Byte.class);
      case Type.SHORT -> Type.getType(Short.class);
      case Type.INT -> Type.getType(Integer.class);
      case Type.LONG -> Type.getType(Long.class);
      case Type.FLOAT -> Type.getType(Float.class);
      case Type.DOUBLE -> Type.getType(Double.class);
      default -> null;
    };
  }
}
